"""A county's brand is certified by the city, verified by the public, and suspended after a bad quarter."""

from playwright.sync_api import expect

from webapp.calendar import today

LAST_YEAR = today().year - 1
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
BRANDS = {"phone": "高邮鱼圆面点师", "desktop": "高邮柳条编结匠"}
LOCALES = {"phone": "zh-CN", "desktop": "en-US"}
"""The story is long, so each size tells it in one language."""
TOO_LARGE = 7 * 1024 * 1024 + 1


def bring(visitor, name):
    """Show a file for every condition that figures alone do not decide."""
    page = visitor.page
    for box in page.locator("input[name=conditions]").all():
        box.check()
    page.set_input_files("#file", files=[{"name": name, "mimeType": "application/pdf", "buffer": PDF}])
    visitor.follow(page.locator("#evidence form[enctype] button[type=submit]"))


def decide(visitor, step):
    """Take a step that asks before it is taken."""
    page = visitor.page
    page.locator(f"details.confirm:has(form[action$='/steps/{step}']) > summary").click()
    visitor.look()
    visitor.follow(page.locator(f"form[action$='/steps/{step}'] button[type=submit]"))


def write(visitor, key, reason):
    """Give a reason for what others will ask about."""
    page = visitor.page
    page.locator(f"#{key} > summary").click()
    page.fill(f"#{key}-reason", reason)
    visitor.follow(page.locator(f"#{key} form button[type=submit]"))


def enter_brand(county, name):
    """The county enters a brand, reports its year and lists it; where its dossier is."""
    page = county.page
    county.go("/office/brands/new")
    page.fill("input[name=name]", name)
    page.locator("input[name=category][value=culture_tourism]").check()
    page.select_option("select[name=division_code]", "321084")
    page.locator("input[name=occupation_text]").press_sequentially("面点师", delay=20)
    page.locator("#occupation-cards input[name=occupations]").first.check()
    page.fill("input[name=products]", "高邮传统手艺")
    page.fill("textarea[name=story]", "老街上的手艺，代代相传。")
    county.follow(page.locator("#main form .form-actions button[type=submit]").last)
    dossier = page.url.removeprefix(county.city.address)
    county.follow(page.locator("#main a[href$='/report']").first)
    page.fill("input[name=year]", str(LAST_YEAR))
    page.fill("input[name=workforce]", "2600")
    page.fill("input[name=parks_or_startup_bases]", "1")
    page.fill("input[name=source]", "高邮市统计局")
    county.follow(page.locator("#main form button[type=submit]").last)
    county.go(dossier)
    page.locator("input[name=move-to][value=county_listed]").check()
    page.fill("textarea[name=move-reason]", "材料齐全，列入县级目录")
    county.follow(page.locator("#move form button[type=submit]"))
    return dossier


def apply_for_it(county, name):
    """A dry run first, then the application with its evidence; a file that is too large is refused at once."""
    page = county.page
    county.follow(page.locator("#main a[href*='/certifications/brands/']").first)
    expect(page.locator("#condition-C1.met")).to_be_visible()
    county.take_picture(f"dry-run-{name}")
    page.locator("details.confirm > summary").click()
    county.follow(page.locator("form[action$='/apply'] button"))
    large = {"name": "大.pdf", "mimeType": "application/pdf", "buffer": b"x" * TOO_LARGE}
    page.set_input_files("#file", files=[large])
    expect(page.locator("#file-error")).to_be_visible()
    bring(county, "实施方案.pdf")
    decide(county, "submit")
    return page.url.removeprefix(county.city.address).partition("#")[0]


def certify(official, application, name):
    """The city finds every condition fulfilled, and certifies; where the QR code of the certificate leads."""
    desk = official.page
    official.go(application)
    for answer in desk.locator(".answer input[value=met], .answer input[value='part:municipal']").all():
        answer.check()
    official.take_picture(f"application-{name}")
    official.follow(desk.locator("#conditions form button[type=submit]"))
    decide(official, "certify")
    official.follow(desk.locator("#main a[href*='/certifications/certificates/']").first)
    expect(desk.locator("svg.qr")).to_be_visible()
    official.take_picture(f"certificate-{name}")
    return desk.locator(".certificate-head figure a").get_attribute("href").removeprefix(official.city.address)


def correct_figure(county, dossier, value):
    """A figure turns out to be another."""
    page = county.page
    county.go(f"{dossier}/figures/{LAST_YEAR}/workforce")
    page.fill("input[name=value]", value)
    page.fill("input[name=source]", "高邮市统计局（修订）")
    page.fill("textarea[name=reason]", "统计口径修订")
    county.follow(page.locator("#main form button[type=submit]").last)


def test_a_brand_is_certified_verified_and_suspended_after_a_bad_quarter(visit, size):
    county, official, public = visit(LOCALES[size]), visit(LOCALES[size]), visit(LOCALES[size])
    desk, language = official.page, LOCALES[size][:2]
    county.sign_in("county_official")
    dossier = enter_brand(county, BRANDS[size])
    application = apply_for_it(county, language)

    official.sign_in("city_official")
    official.go(application)
    write(official, "send_back", "请补充培训计划")
    county.go(application)
    expect(county.page.locator("#main")).to_contain_text("请补充培训计划")
    bring(county, "培训计划.pdf")
    decide(county, "submit")
    where_it_leads = certify(official, application, language)

    public.go(where_it_leads)
    expect(public.page.locator("#main .pill.jade")).to_be_visible()
    public.take_picture(f"verified-{language}")

    correct_figure(county, dossier, "900")
    official.go("/office/runs")
    official.follow(desk.locator("form[action$='/brands.review/run'] button").first)
    expect(desk.locator("#run .pill.jade")).to_be_visible(timeout=60_000)
    official.go("/office/certifications/cases")
    official.follow(desk.get_by_role("link", name=BRANDS[size]))
    expect(desk.locator("#condition-C1.not_met").first).to_be_visible()
    official.take_picture(f"case-{language}")
    write(official, "suspended", "从业规模严重不足")
    public.go(where_it_leads)
    expect(public.page.locator("#main .pill.seal")).to_be_visible()


def test_everybody_draws_the_lot_of_an_inspection_again(visit):
    visitor = visit()
    page = visitor.page
    visitor.go("/inspections")
    visitor.follow(page.locator(".state-line h2 a").first)
    visitor.follow(page.locator("#redraw form button"))
    expect(page.locator("#redraw .notice.info")).to_be_visible()

    page.fill("#size", "2")
    visitor.follow(page.locator("#redraw form button"))
    expect(page.locator("#redraw .notice.warning")).to_be_visible()


def test_a_standard_is_read_and_its_effect_looked_at_before_it_decides_anything(visit, size):
    visitor = visit(LOCALES[size])
    page = visitor.page
    visitor.sign_in("city_official")
    visitor.go("/office/certifications/standards")
    with page.expect_download() as download:
        page.locator("a[href$='/trial/file']").click()
    text = download.value.path().read_text(encoding="utf-8")
    stricter = text.replace("threshold: 2000,", "threshold: 6900,").replace('"2022-trial"', f'"2027-{size}"')
    page.set_input_files(
        "input[name=standard]",
        files=[{"name": "standard.yaml", "mimeType": "application/yaml", "buffer": stricter.encode()}],
    )
    visitor.follow(page.locator("#new form button"))

    expect(page.locator("#brands tbody tr").first).to_contain_text("C1")
    visitor.take_picture(f"standard-{LOCALES[size][:2]}")
    page.locator("details.confirm:has(form[action$='/drop']) > summary").click()
    visitor.follow(page.locator("form[action$='/drop'] button"))
