"""Every change of a case."""

from stadtteilkasse.antrag.services.stage import advance, refuse_unless

__all__ = ["advance", "refuse_unless"]
