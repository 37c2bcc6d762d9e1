/**
 * Whether this server or relay lives, is ready, and what it measures. Readiness comes from checks that capabilities plug in,
 * never from start order.
 */
@NullMarked
package io.fettle.health;

import org.jspecify.annotations.NullMarked;
