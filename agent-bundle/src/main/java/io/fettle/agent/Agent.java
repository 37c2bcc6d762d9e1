package io.fettle.agent;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** The agent as a component. Immediate, because nobody asks for it: it is what this program is for. */
@Component(
        service = {},
        immediate = true)
@Designate(ocd = AgentConfig.class)
public final class Agent {
    private final AgentThread thread;

    @Activate
    public Agent(AgentConfig config, BundleContext context) {
        AgentSettings settings = AgentSettings.of(config, context::getProperty);
        String version = context.getBundle().getVersion().toString();
        thread = new AgentThread(woken -> AgentLoop.onThisComputer(settings, version, woken));
        thread.start();
    }

    @Deactivate
    void stop() {
        thread.stop();
    }
}
