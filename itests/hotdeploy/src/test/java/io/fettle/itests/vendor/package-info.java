/** A vendor's source as it would come in from outside: built as a bundle, a KAR and a features file by the test. */
@NullMarked
package io.fettle.itests.vendor;

import org.jspecify.annotations.NullMarked;
