package io.fettle.persistence.deployment;

import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "Counter")
@Table(name = "computer_counter")
class CounterEntity {
    @Id
    @Column(name = "computer_id")
    private String computerId;

    @Column(name = "orders")
    private long orders;

    @Column(name = "reports")
    private long reports;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    CounterEntity() {}

    CounterEntity(ComputerId computer) {
        this.computerId = computer.value();
    }

    void moveTo(CounterRow row) {
        orders = row.orders();
        reports = row.reports();
    }

    String computerId() {
        return computerId;
    }

    CounterRow toRow() {
        return new CounterRow(new ComputerId(computerId), orders, reports);
    }
}
