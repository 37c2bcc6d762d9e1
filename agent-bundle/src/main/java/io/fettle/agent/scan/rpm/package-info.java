/**
 * The same for computers that rpm rules: what is installed by rpm's own word, the rest by dnf's. Neither needs a privilege;
 * both only read, and dnf reads nothing but what the computer has cached.
 */
@NullMarked
package io.fettle.agent.scan.rpm;

import org.jspecify.annotations.NullMarked;
