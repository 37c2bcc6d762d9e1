/** Keeps computers, their inventories, interned items and setups, offices and relays. */
@NullMarked
package io.fettle.persistence.inventory;

import org.jspecify.annotations.NullMarked;
