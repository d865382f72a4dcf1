"""Options that exclude one another: the best of them, exactly."""

from domain.time_slots import Option, choose_options


def option(seeker, post, start, worth=1.0, *, length=10):
    return Option(key=(seeker, post), seeker=seeker, post=post, start=start, end=start + length, worth=worth)


def near(_one, _other):
    return 2


def choose(options, **words):
    return choose_options(options, **{"desks": {1: 1, 2: 1}, "way": near, "most_each": 3, **words})


def test_what_is_fixed_is_gone_around():
    busy = [option(0, 1, 0, 0.0)]

    chosen = choose(
        [option(0, 2, 5), option(0, 2, 11), option(0, 2, 12), option(1, 1, 5), option(1, 1, 10)], fixed=busy
    )

    assert {(one.seeker, one.start) for one in chosen.options} == {(0, 12), (1, 10)}


def test_a_desk_stays_empty_for_a_while_after_somebody():
    chosen = choose([option(0, 1, 0), option(1, 1, 11), option(1, 1, 13)], pause=3)

    assert {one.start for one in chosen.options} == {0, 13}


def test_where_everything_must_take_place_it_does_or_nothing():
    both = [option(0, 1, 0, -5.0), option(0, 1, 10, -9.0), option(1, 1, 0, -1.0), option(1, 1, 10, -2.0)]

    chosen = choose(both, is_must=True)

    assert {(one.seeker, one.start) for one in chosen.options} == {(0, 0), (1, 10)}
    assert choose([option(0, 1, 0), option(1, 1, 0)], is_must=True).options == ()
    assert choose([option(0, 1, 0), option(1, 1, 20)], is_must=True, fixed=[option(0, 2, 0)]).options == ()


def test_a_post_that_is_not_there_takes_nobody():
    assert choose([option(0, 9, 0)]).options == ()


def test_nothing_to_choose_from_is_nothing_chosen():
    chosen = choose([])

    assert (chosen.options, chosen.worth, chosen.bound) == ((), 0.0, 0.0)


def test_without_time_what_fits_is_taken_dearest_first():
    options = [
        option(0, 1, 0, 5.0),
        option(0, 1, 20, 4.0),
        option(0, 2, 5, 3.0),
        option(0, 2, 12, 2.0),
        option(1, 1, 5, 1.0),
        option(1, 2, 30, 0.5),
    ]

    chosen = choose(options, seconds=0, most_each=2)

    assert {(one.seeker, one.post, one.start) for one in chosen.options} == {(0, 1, 0), (0, 2, 12), (1, 2, 30)}
    assert chosen.bound >= choose(options, most_each=2).worth
    assert {one.start for one in choose(options, seconds=0, most_each=1).options} == {0, 30}
    assert choose(options, seconds=0, is_must=True).options == ()
