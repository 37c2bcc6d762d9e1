/** Where this server listens and under which names others reach it. */
@NullMarked
package io.fettle.security.network;

import org.jspecify.annotations.NullMarked;
