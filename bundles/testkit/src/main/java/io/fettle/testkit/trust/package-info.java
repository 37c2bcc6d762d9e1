/** Keys and certificates such as a server's own authority issues, good and false ones, for the tests of those who check them. */
@NullMarked
package io.fettle.testkit.trust;

import org.jspecify.annotations.NullMarked;
