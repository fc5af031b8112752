from django.db import models


class AmountField(models.DecimalField):
    """An amount in EUR with two places."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_digits": 10, "decimal_places": 2} | options)
