/**
 * Roll-outs: plans a task for every computer that misses what was chosen, hands its order out when the computer asks,
 * takes reports exactly once, and ends every task by its deadline. What is open lives in memory; every change is one
 * transaction of the store before memory shows it.
 */
@NullMarked
package io.fettle.deployment;

import org.jspecify.annotations.NullMarked;
