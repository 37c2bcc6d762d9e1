package io.fettle.launcher;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the server listens: said once, kept for later. */
final class Listening {
    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Add N to each of the ports 8020, 8383 and 8027; kept for the next time")
    Optional<Integer> portOffset = Optional.empty();

    @Option(
            names = "--bind",
            paramLabel = "ADDR",
            description =
                    "The one address to listen on, or 0.0.0.0 for all (default: 127.0.0.1, this machine only); kept "
                            + "for the next time. A server that runs has to be stopped before it can be given another one")
    Optional<String> bind = Optional.empty();

    Settings choose(Instance instance) {
        return Settings.choose(instance, portOffset, bind);
    }
}
