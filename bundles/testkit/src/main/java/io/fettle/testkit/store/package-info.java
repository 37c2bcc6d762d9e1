/**
 * What every store must keep to, whatever it is made of: one abstract test per port of {@code io.fettle.spi.store}. An
 * implementation's tests extend it and say how a fresh, empty store is made.
 */
@NullMarked
package io.fettle.testkit.store;

import org.jspecify.annotations.NullMarked;
