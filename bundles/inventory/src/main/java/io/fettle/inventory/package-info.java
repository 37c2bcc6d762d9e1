/**
 * Computers, offices and what is installed on each computer. Everything is read from memory; the stores are written when
 * something changes. One compressed item set a computer instead of a row or an object a package is what lets one server
 * hold a hundred thousand computers.
 */
@NullMarked
package io.fettle.inventory;

import org.jspecify.annotations.NullMarked;
