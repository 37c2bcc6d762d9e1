/** By which rules the fleet is judged: the health policy in force. */
@NullMarked
package io.fettle.assessment.policy;

import org.jspecify.annotations.NullMarked;
