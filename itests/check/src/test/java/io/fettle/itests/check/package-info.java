@NullMarked
package io.fettle.itests.check;

import org.jspecify.annotations.NullMarked;
