/**
 * Who is exposed to what, and what can be done about it: reaches of vulnerabilities together with missing and approved
 * patches, for the fleet and for one computer.
 */
@NullMarked
package io.fettle.assessment.exposure;

import org.jspecify.annotations.NullMarked;
