from hypothesis import given
from hypothesis import strategies as st

from maillon.community.saved_views.rules import moved


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_a_moved_view_takes_its_place_and_the_others_keep_their_order(order, data):
    wanted, to = data.draw(st.sampled_from(order)), data.draw(st.integers(-3, 40))
    after = moved(order, wanted, to=to)
    assert sorted(after) == sorted(order)
    assert after.index(wanted) == max(0, min(to, len(order) - 1))
    assert [one for one in after if one != wanted] == [one for one in order if one != wanted]
