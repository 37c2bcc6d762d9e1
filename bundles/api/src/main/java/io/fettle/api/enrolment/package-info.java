/** How a computer or relay joins: tokens that bound who, how often and until when. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.enrolment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
