package io.fettle.depot;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Fettle depot", description = "Content by SHA-256, on disk")
@interface DepotConfig {
    @AttributeDefinition(description = "Directory of the depot; empty for depot/ in the state directory")
    String directory() default "";

    @AttributeDefinition(description = "Space in MiB that is left free on the depot's disk", min = "0")
    int minimumFreeMebibytes() default 256;

    @AttributeDefinition(description = "Downloads at the same time", min = "1", max = "64")
    int downloads() default 4;
}
