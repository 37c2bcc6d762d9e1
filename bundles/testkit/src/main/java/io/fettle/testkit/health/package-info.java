/** Takes figures down instead of publishing them. */
@NullMarked
package io.fettle.testkit.health;

import org.jspecify.annotations.NullMarked;
