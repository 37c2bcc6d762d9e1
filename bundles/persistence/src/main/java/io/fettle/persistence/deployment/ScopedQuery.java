package io.fettle.persistence.deployment;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

/**
 * A query whose conditions are added one by one, each a constant text with a parameter of its own. Immutable. Made from a
 * scope first, so that no read can forget it.
 */
final class ScopedQuery<E> {
    private final Class<E> entity;
    private final String name;
    private final String conditions;
    private final String order;
    private final Map<String, Object> parameters;

    private ScopedQuery(Class<E> entity, String name, String conditions, String order, Map<String, Object> parameters) {
        this.entity = entity;
        this.name = name;
        this.conditions = conditions;
        this.order = order;
        this.parameters = parameters;
    }

    /** Visible tasks by id; empty where the scope sees nothing at all. */
    static Optional<ScopedQuery<TaskEntity>> tasks(Scope scope) {
        return in(
                scope,
                new ScopedQuery<>(TaskEntity.class, "Task e", " where 1 = 1", " order by e.id", Map.of()),
                " and e.officeId in :offices");
    }

    /** Deployments with a visible task, newest first; empty where the scope sees nothing at all. */
    static Optional<ScopedQuery<DeploymentEntity>> deployments(Scope scope) {
        return in(
                scope,
                new ScopedQuery<>(
                        DeploymentEntity.class,
                        "Deployment e",
                        " where 1 = 1",
                        " order by e.createdAt desc, e.id desc",
                        Map.of()),
                " and exists (select t.id from Task t where t.deploymentId = e.id and t.officeId in :offices)");
    }

    private static <E> Optional<ScopedQuery<E>> in(Scope scope, ScopedQuery<E> query, String condition) {
        if (scope.everything()) {
            return Optional.of(query);
        }
        return scope.offices().isEmpty()
                ? Optional.empty()
                : Optional.of(query.and(condition, "offices", List.copyOf(scope.offices())));
    }

    ScopedQuery<E> withId(String id) {
        return and(" and e.id = :id", "id", id);
    }

    ScopedQuery<E> ofDeployments(List<String> ids) {
        return and(" and e.deploymentId in :deployments", "deployments", ids);
    }

    ScopedQuery<E> in(Optional<TaskState> state) {
        return state.map(wanted -> and(" and e.state = :state", "state", wanted))
                .orElse(this);
    }

    /** Newest first. */
    ScopedQuery<E> ofComputer(ComputerId computer) {
        ScopedQuery<E> narrowed = and(" and e.computerId = :computer", "computer", computer.value());
        return new ScopedQuery<>(
                entity, name, narrowed.conditions, " order by e.createdAt desc, e.id desc", narrowed.parameters);
    }

    private ScopedQuery<E> and(String condition, String parameter, Object value) {
        Map<String, Object> more = new HashMap<>(parameters);
        more.put(parameter, value);
        return new ScopedQuery<>(entity, name, conditions + condition, order, Map.copyOf(more));
    }

    List<E> items(EntityManager em, PageRequest page) {
        return filled(em.createQuery("select e from " + name + conditions + order, entity))
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList();
    }

    long count(EntityManager em) {
        return filled(em.createQuery("select count(e) from " + name + conditions, Long.class))
                .getSingleResult();
    }

    /** Deployment id, state, number of tasks. */
    List<Object[]> countsByState(EntityManager em) {
        return filled(em.createQuery(
                        "select e.deploymentId, e.state, count(e) from " + name + conditions
                                + " group by e.deploymentId, e.state",
                        Object[].class))
                .getResultList();
    }

    /** Deployment id, digest of a work plan. */
    List<Object[]> works(EntityManager em) {
        return filled(em.createQuery(
                        "select distinct e.deploymentId, e.work from " + name + conditions, Object[].class))
                .getResultList();
    }

    private <R> TypedQuery<R> filled(TypedQuery<R> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
