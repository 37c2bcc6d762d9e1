package io.fettle.itests.bench.catalog;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Makes components, gives them their references and stops them, as the service registry would. */
final class Components {
    private Components() {}

    /** Components take their configuration first, as an annotation that only their own package sees. */
    static <T> T make(Class<T> component, Object... references) throws ReflectiveOperationException {
        Constructor<?> constructor = component.getConstructors()[0];
        Class<?> type = constructor.getParameterTypes()[0];
        Object[] arguments = new Object[references.length + 1];
        arguments[0] = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> method.getDefaultValue());
        System.arraycopy(references, 0, arguments, 1, references.length);
        return component.cast(constructor.newInstance(arguments));
    }

    static void call(Object component, String name) throws ReflectiveOperationException {
        Method method = component.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(component);
    }

    static void call(Object component, String name, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        Method method = component.getClass().getDeclaredMethod(name, type);
        method.setAccessible(true);
        method.invoke(component, argument);
    }
}
