"""Settings are read from the environment, and a wrong one is named."""

import pytest

from webapp.settings import SettingInvalid, Settings


def test_without_an_environment_everything_has_a_default():
    settings = Settings.from_environment({})

    assert settings.database_url.startswith("sqlite:///")
    assert settings.search_url.startswith("embedded://")
    assert settings.default_locale == "zh_CN"


def test_the_environment_chooses():
    settings = Settings.from_environment(
        {
            "LAOPIN_DATABASE_URL": "postgresql+psycopg://db/laopin",
            "LAOPIN_IS_HTTPS": "true",
            "LAOPIN_FAIR_BOOTHS_MOST": "12",
            "LAOPIN_COMPETITION_WEIGHT": "0.5",
            "OTHER": "not ours",
        }
    )

    assert settings.database_url == "postgresql+psycopg://db/laopin"
    assert settings.is_https is True
    assert settings.fair_booths_most == 12
    assert settings.competition_weight == 0.5


@pytest.mark.parametrize("word", ["no", "0", "off", "False", ""])
def test_there_are_many_words_for_no(word):
    assert Settings.from_environment({"LAOPIN_IS_HTTPS": word}).is_https is False


@pytest.mark.parametrize(
    ("variable", "value"),
    [("LAOPIN_IS_HTTPS", "perhaps"), ("LAOPIN_FAIR_BOOTHS_MOST", "many"), ("LAOPIN_MINIMUM_WAGES", "2260")],
)
def test_a_setting_that_cannot_be_read_is_named(variable, value):
    with pytest.raises(SettingInvalid, match=variable):
        Settings.from_environment({variable: value})


def test_two_processes_without_a_key_do_not_share_one():
    assert Settings.from_environment({}).secret_key != Settings.from_environment({}).secret_key
