@NullMarked
package io.fettle.fuzz;

import org.jspecify.annotations.NullMarked;
