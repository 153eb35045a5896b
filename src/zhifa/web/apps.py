from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "zhifa.web"
    verbose_name = "门户"

    def ready(self) -> None:
        from zhifa.kernel import events, naming, slots, verify
        from zhifa.records import gates
        from zhifa.registry import gates as library
        from zhifa.web import wiring

        events.install(wiring.LISTENERS)
        slots.install(wiring.SLOTS)
        naming.install(wiring.NAMES)
        verify.install(wiring.VERIFIERS, wiring.NOTES)
        gates.install(
            wiring.GATES, wiring.ARRANGEMENTS, wiring.BARS, wiring.LISTINGS, wiring.HANDLINGS
        )
        gates.install_holds(wiring.HOLDS)
        library.install(wiring.CONCERNS)
