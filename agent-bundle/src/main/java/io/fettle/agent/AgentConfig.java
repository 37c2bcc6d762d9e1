package io.fettle.agent;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the agent; read at its start. */
@ObjectClassDefinition(name = "Fettle agent")
@interface AgentConfig {
    @AttributeDefinition(
            name = "Servers",
            description = "host:port of the office's relay first, of the server after it. Where it is empty, the system"
                    + " property fettle.agent.servers counts: the same, separated by commas.")
    String[] servers() default {};

    @AttributeDefinition(
            name = "Notification port",
            description = "Port on which relay and server send wakes. Where it is 0, the system property"
                    + " fettle.agent.notification.port counts, else 8027.")
    int notification_port() default 0;
}
