/** What happens in a company, for real. */
@NullMarked
package io.fettle.itests.lab;

import org.jspecify.annotations.NullMarked;
