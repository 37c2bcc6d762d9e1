package io.fettle.inventory;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link StoredFleet}. */
@ObjectClassDefinition(name = "Fettle: computers")
@interface InventoryConfig {
    @AttributeDefinition(
            name = "Last-seen flush",
            description =
                    "How often last-seen times are written, in seconds (1 to 300). A crash loses at most that much.")
    int seenFlushSeconds() default 5;
}
