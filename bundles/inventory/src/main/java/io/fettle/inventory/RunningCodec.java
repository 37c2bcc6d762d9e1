package io.fettle.inventory;

import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import java.util.ArrayList;
import java.util.List;

/** {@link Running} as bytes within those of the facts: the kernel's state by its number, services, unseen processes. */
final class RunningCodec {
    private RunningCodec() {}

    static void write(ByteWriter out, Running running) {
        out.number(running.kernel().ordinal()).number(running.restart().size());
        running.restart()
                .forEach(service ->
                        out.text(service.service()).texts(service.files()).number(service.processes()));
        out.number(running.unseen());
    }

    static Running read(ByteReader in) {
        KernelState kernel = in.word(KernelState.values());
        List<StaleService> restart = new ArrayList<>();
        for (int left = in.size(); left > 0; left--) {
            restart.add(new StaleService(in.text(), in.texts(), in.number()));
        }
        return new Running(kernel, restart, in.number());
    }
}
