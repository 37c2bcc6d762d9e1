/**
 * Port 8027: wakes computers and relays. Four packet types of MQTT 3.1.1 on Netty's codec are enough for that; a whole broker
 * would bring queues, retained messages and topics of other people, all of which would have to be secured.
 */
@NullMarked
package io.fettle.notification;

import org.jspecify.annotations.NullMarked;
