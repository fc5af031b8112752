import time

import pytest

from regions.models import Address, Planungsraum
from regions.opendata import files, load

FULL_SETS = files.default_folder()


@pytest.mark.slow
@pytest.mark.skipif(FULL_SETS is None, reason="the full open data are not here")
def test_all_of_berlin_loads_in_a_minute_with_the_rights_of_the_application(real_db):
    start = time.perf_counter()
    load.load_full(FULL_SETS)
    seconds = time.perf_counter() - start

    assert Address.objects.count() == 401_032
    assert Planungsraum.objects.count() == 542
    assert seconds < 60
