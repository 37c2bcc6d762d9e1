package io.fettle.deployment;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link StoredDeployments}. */
@ObjectClassDefinition(name = "Fettle: deployments", description = "How long a task may stay in a state")
@interface DeploymentConfig {
    @AttributeDefinition(
            name = "Staging",
            description =
                    "Minutes without a word from a computer that fetches content, until its order is planned anew")
    int stagingMinutes() default 120;

    @AttributeDefinition(
            name = "Order",
            description = "Hours after which the computer may no longer begin to apply an order that it took")
    int orderHours() default 24;

    @AttributeDefinition(
            name = "Applying",
            description = "Minutes without a word from a computer that applies, until the task counts as failed")
    int applyingMinutes() default 120;

    @AttributeDefinition(
            name = "Verifying",
            description = "Minutes to wait for the inventory that proves a success, until the task counts as failed")
    int verifyingMinutes() default 30;

    @AttributeDefinition(
            name = "Reboot",
            description = "Days to wait for the reboot that completes a task, until it counts as failed")
    int rebootDays() default 7;

    @AttributeDefinition(name = "Attempts", description = "How often an order is planned anew before its task fails")
    int attempts() default 5;

    @AttributeDefinition(
            name = "Rounds",
            description = "How often an order is extended by what the computer's package manager plans in addition")
    int rounds() default 3;
}
