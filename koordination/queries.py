"""Who is in charge of a region on a day, and how to reach them."""

from koordination.models import Dienststelle, Kontakt, Koordination, Traeger, Traegerschaft


def office_of(region, day):
    """The office of the Stadtteilkoordination that serves the region on a day, or None.

    Opening hours come with it (`office.hours.all()`).
    """
    offices = Koordination.objects.valid_on(day).filter(region=region)
    return offices.select_related("region").prefetch_related("hours").first()


def offices_on(regions, day):
    """The office of each of the regions on a day, by region id; two queries."""
    offices = Koordination.objects.valid_on(day).filter(region__in=regions)
    return {
        office.region_id: office
        for office in offices.select_related("region").prefetch_related("hours")
    }


def traeger_of(region, day):
    """The Träger who is responsible for the region on a day, or None."""
    return Traeger.objects.filter(
        pk__in=Traegerschaft.objects.valid_on(day).filter(region=region).values("traeger")
    ).first()


def traegerschaften_on(regions, day):
    """The Trägerschaft of each of the regions on a day, by region id; one query."""
    held = Traegerschaft.objects.valid_on(day).filter(region__in=regions)
    return {row.region_id: row for row in held.select_related("traeger")}


def contacts_of(region, day, *, public_only=True):
    """The people one can ask in the region's office on a day, by name."""
    contacts = Kontakt.objects.valid_on(day).filter(
        office__in=Koordination.objects.valid_on(day).filter(region=region)
    )
    return contacts.filter(is_public=True) if public_only else contacts


def dienststelle_of(bezirk_id, day):
    """The unit of the authority as it stands on letters of the day, or None."""
    rows = Dienststelle.objects.filter(bezirk=bezirk_id, valid_from__lte=day)
    return rows.order_by("-valid_from").first()
