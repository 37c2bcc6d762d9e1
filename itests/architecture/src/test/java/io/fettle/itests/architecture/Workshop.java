package io.fettle.itests.architecture;

import io.fettle.api.audit.Audit;
import io.fettle.api.identity.Logins;
import io.fettle.api.trust.Peers;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Makes real components through their public constructors, as the container would. Who somebody is, is known; whatever else
 * they ask for is a service that only notes that it was asked: so a test sees who got as far as that.
 */
final class Workshop {
    private static final Set<Class<?>> KNOWING = Set.of(Peers.class, Logins.class, Audit.class);

    private final Map<Class<?>, Object> made = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    <T> T make(Class<T> type) {
        Object present = made.get(type);
        if (present == null) {
            present = type.isInterface() ? service(type) : component(type);
            made.put(type, present);
        }
        return type.cast(present);
    }

    /** How often a service was asked for something since the last time. */
    int askedSince() {
        return asked.getAndSet(0);
    }

    private Object component(Class<?> type) {
        Constructor<?>[] all = Stream.of(type.getConstructors())
                .filter(constructor -> Modifier.isPublic(constructor.getModifiers()))
                .toArray(Constructor<?>[]::new);
        if (all.length != 1) {
            throw new AssertionError(type.getName() + " should have one public constructor");
        }
        try {
            return all[0].newInstance(
                    Stream.of(all[0].getParameterTypes()).map(this::make).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Cannot make " + type.getName(), e);
        }
    }

    private Object service(Class<?> type) {
        InvocationHandler handler = type.isAnnotation()
                ? (self, method, arguments) -> method.getDefaultValue()
                : (self, method, arguments) -> answer(type, self, method, arguments);
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @SuppressWarnings("unchecked")
    private Object answer(Class<?> type, Object self, Method method, Object[] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> type.getSimpleName();
            };
        }
        if (KNOWING.contains(type)) {
            return switch (method.getName()) {
                case "authenticate" -> Stranger.peer((List<X509Certificate>) arguments[0]);
                case "session" -> Stranger.session((String) arguments[0]);
                case "localToken" -> Stranger.localToken((String) arguments[0]);
                default -> nothing(method.getReturnType());
            };
        }
        asked.incrementAndGet();
        return nothing(method.getReturnType());
    }

    private static Object nothing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == byte[].class) {
            return new byte[] {1};
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == InputStream.class) {
            return InputStream.nullInputStream();
        }
        return type == int.class || type == long.class ? 0 : null;
    }
}
