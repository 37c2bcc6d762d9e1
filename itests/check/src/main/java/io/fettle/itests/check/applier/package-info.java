/** What the applier promises when it, or the package manager that it drives, is killed. */
@NullMarked
package io.fettle.itests.check.applier;

import org.jspecify.annotations.NullMarked;
