package io.fettle.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What readiness needs. */
@ObjectClassDefinition(name = "Fettle health")
@interface HealthConfig {
    @AttributeDefinition(
            description = "Checks that must be there and pass, with commas between them; further ones must pass where"
                    + " they are there")
    String[] required() default {};

    @AttributeDefinition(
            description = "Milliseconds for which an answer holds before the checks are asked again",
            min = "0",
            max = "60000")
    int cacheMillis() default 1000;
}
