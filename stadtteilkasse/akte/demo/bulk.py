def make_in_bulk(count, *, seed, years, people):
    return 0
