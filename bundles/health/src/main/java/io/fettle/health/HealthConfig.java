package io.fettle.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What readiness needs. */
@ObjectClassDefinition(name = "Fettle health")
@interface HealthConfig {
    @AttributeDefinition(
            description = "Checks that must be there and pass; further ones must pass where they are there")
    String[] required() default {};
}
