package io.fettle.exchange;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link Replies}. */
@ObjectClassDefinition(name = "Fettle: conversation with agents")
@interface ExchangeConfig {
    @AttributeDefinition(
            name = "Refresh cycle",
            description = "Seconds between two regular check-ins of an agent, which adds jitter (60 to 86400)")
    int refreshSeconds() default 5400;
}
