from portal.demo import clock


class DemoClockMiddleware:
    """Every request sees the day that the demo's clock shows. Installed with DEMO=1 only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        clock.follow()
        return self.get_response(request)
