"""Berlin's open data: read from a folder or fetched from the official services, then loaded."""
