package io.fettle.notification;

import io.netty.channel.Channel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who is subscribed here: one channel for each machine; a newer one replaces the older. Thread-safe. */
final class Connections {
    private final ConcurrentMap<String, Channel> subscribed = new ConcurrentHashMap<>();

    void add(String subject, Channel channel) {
        Channel older = subscribed.put(subject, channel);
        if (older != null && older != channel) {
            older.close();
        }
    }

    void remove(String subject, Channel channel) {
        subscribed.remove(subject, channel);
    }

    Optional<Channel> find(String subject) {
        return Optional.ofNullable(subscribed.get(subject));
    }

    int count() {
        return subscribed.size();
    }

    Set<String> subjects() {
        return Set.copyOf(subscribed.keySet());
    }

    void closeAll() {
        subscribed.values().forEach(Channel::close);
    }
}
