package io.fettle.protocol;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import java.util.List;

/** JSON of what runs on a computer. A state that is not known here is the unknown one. */
final class RunningCodec {
    private RunningCodec() {}

    static void write(JsonOut out, Running running) {
        out.text("kernel", running.kernel().name());
        out.list("restart", running.restart(), (o, service) -> {
            o.text("service", service.service());
            o.texts("files", service.files());
            o.number("processes", service.processes());
        });
        out.number("unseen", running.unseen());
    }

    static Running read(JsonIn in) {
        KernelState kernel = KernelState.UNKNOWN;
        List<StaleService> restart = List.of();
        int unseen = 0;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "kernel" -> kernel = in.word(KernelState.class).orElse(KernelState.UNKNOWN);
                case "restart" -> restart = in.list(Running.MAX_SERVICES, RunningCodec::readService);
                case "unseen" -> unseen = in.intNumber();
                default -> in.skip();
            }
        }
        return new Running(kernel, restart, unseen);
    }

    private static StaleService readService(JsonIn in) {
        String service = null;
        List<String> files = List.of();
        int processes = 1;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "service" -> service = in.text(StaleService.MAX_NAME);
                case "files" -> files = in.texts(StaleService.MAX_FILES, StaleService.MAX_NAME);
                case "processes" -> processes = in.intNumber();
                default -> in.skip();
            }
        }
        return new StaleService(JsonIn.required(service, "service"), files, processes);
    }

    /** Without what is different at every look though nothing happened: how many processes there are. */
    static ComputerFacts steady(ComputerFacts facts) {
        return facts.running().map(RunningCodec::steady).map(facts::with).orElse(facts);
    }

    private static Running steady(Running running) {
        List<StaleService> restart = running.restart().stream()
                .map(one -> new StaleService(one.service(), one.files(), 1))
                .toList();
        return new Running(running.kernel(), restart, Math.min(1, running.unseen()));
    }
}
