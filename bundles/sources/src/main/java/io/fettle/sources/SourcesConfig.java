package io.fettle.sources;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Fettle sources", description = "When patch sources run")
@interface SourcesConfig {
    @AttributeDefinition(description = "Minutes between two runs of a source", min = "1")
    int intervalMinutes() default 60;

    @AttributeDefinition(
            description = "Seconds until a failed run is tried again; doubles with every failure",
            min = "1")
    int firstRetrySeconds() default 60;

    @AttributeDefinition(
            description = "HOST:PORT of a proxy for vendors' servers; empty for what the platform is set up with")
    String proxy() default "";

    @AttributeDefinition(
            description = "File of certificates (PEM) of authorities that vendors' servers may have a certificate of,"
                    + " besides those that the platform trusts; empty for none")
    String trustedCertificates() default "";

    @AttributeDefinition(description = "Most minutes until a failed run is tried again", min = "1")
    int lastRetryMinutes() default 60;
}
