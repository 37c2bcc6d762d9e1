/**
 * Roll-outs and their tasks.
 */
@NullMarked
package io.fettle.rest.deployment;

import org.jspecify.annotations.NullMarked;
