/** Until when platforms are supported: an operating system that nobody mends any more is never healthy. */
@NullMarked
package io.fettle.assessment.lifecycle;

import org.jspecify.annotations.NullMarked;
