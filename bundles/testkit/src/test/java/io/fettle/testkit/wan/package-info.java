@NullMarked
package io.fettle.testkit.wan;

import org.jspecify.annotations.NullMarked;
