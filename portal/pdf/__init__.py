"""Letters and reports as PDF/UA-1."""

from portal.pdf.rendering import render

__all__ = ["render"]
