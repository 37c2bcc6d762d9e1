/** People: accounts, passwords, sessions, and the owner of this machine. */
@NullMarked
package io.fettle.security.account;

import org.jspecify.annotations.NullMarked;
