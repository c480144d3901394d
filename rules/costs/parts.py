"""Lines that several variants share: the way in, the network, storage, logs, monitoring."""

from collections.abc import Iterator

import numpy as np

from rules.costs.lines import HOURS, SECONDS, Floats, Line
from rules.costs.load import KB_IN_GB, Load
from rules.costs.way import Way

LCU_CONNECTIONS = 25.0
"""New connections a second that one load balancer capacity unit covers (AWS)."""
QUEUE_REQUESTS = 3.0
"""Requests for each message: send, receive and delete."""
EXPRESS_GB = 64 / 1024
"""Memory at which an Express workflow is billed at least."""
FREE_IOPS, FREE_MB_S = 3000.0, 125.0
"""What a gp3 volume does without extra charge (AWS)."""


def priced(load: Load, item: str, quantity: Floats, price: str, *, assumed: bool = False) -> Line:
    """Make a line of a quantity a month and a price by id."""
    day_price = load.prices[price]
    unit = day_price.unit.removeprefix("USD/")
    return Line(item, quantity, unit, day_price.bill(quantity), price, assumed)


def hourly(load: Load, item: str, count: Floats, price: str, *, assumed: bool = False) -> Line:
    """Make a line of something that runs all month at an hourly price."""
    return priced(load, item, count * HOURS, price, assumed=assumed)


def load_balancer(load: Load) -> Iterator[Line]:
    """One load balancer for each copy, where requests come over HTTP."""
    count = np.where(load.web, 1 + load.copies, 0.0)
    yield hourly(load, "load balancer", count, "alb.hour")
    units = np.where(load.web, load.number("requests_per_second") / LCU_CONNECTIONS, 0.0)
    yield hourly(load, "load balancer traffic", units, "alb.lcu_hour")


def gateway(load: Load, way: Way) -> Iterator[Line]:
    """The API gateway before functions: as it stands REST or HTTP, tuned the cheaper of HTTP API and load balancer."""
    calls = np.where(load.web, load.requests, 0.0)
    if not way.tuned:
        rest = load.number("rest_api_share")
        yield priced(load, "REST API requests", calls * rest, "apigw.rest", assumed=True)
        yield priced(load, "HTTP API requests", calls * (1 - rest), "apigw.http", assumed=True)
        return
    api = load.prices["apigw.http"].bill(calls)
    hours = (1 + load.copies) * HOURS
    balanced = hours * load.prices["alb.hour"].usd
    balanced = balanced + load.number("requests_per_second") / LCU_CONNECTIONS * HOURS * load.prices["alb.lcu_hour"].usd
    cheaper = load.web & (balanced < api)
    yield priced(load, "HTTP API requests", np.where(cheaper, 0.0, calls), "apigw.http")
    yield priced(load, "load balancer", np.where(cheaper, hours, 0.0), "alb.hour")
    traffic = np.where(cheaper, load.number("requests_per_second") / LCU_CONNECTIONS * HOURS, 0.0)
    yield priced(load, "load balancer traffic", traffic, "alb.lcu_hour")


def workflow(load: Load, way: Way) -> Iterator[Line]:
    """What passes work between functions; only a workflow service bills transitions."""
    transitions = load.requests * load.steps
    standard = load.is_("orchestration", "step_functions_standard")
    express = load.is_("orchestration", "step_functions_express")
    if way.tuned:
        limit = load.prices["limit.sfn.express_minutes"].usd * 60
        cheaper = _express_usd(load) < load.prices["sfn.standard.transition"].bill(transitions)
        movable = standard & (load.seconds < limit) & (load.number("longest_job_minutes") * 60 < limit) & cheaper
        standard, express = standard & ~movable, express | movable
    yield priced(load, "workflow transitions", np.where(standard, transitions, 0.0), "sfn.standard.transition")
    yield priced(load, "Express executions", np.where(express, load.requests, 0.0), "sfn.express.request")
    hours = np.where(express, load.requests * load.seconds * EXPRESS_GB / 3600, 0.0)
    yield priced(load, "Express duration", hours, "sfn.express.gb_hour")
    durable = np.where(load.is_("orchestration", "durable_functions"), transitions, 0.0)
    yield priced(load, "durable operations", durable, "lambda.durable.operation")
    yield from messages(load, load.is_("orchestration", "queue"), load.is_("orchestration", "events"))


def _express_usd(load: Load) -> Floats:
    hours = load.requests * load.seconds * EXPRESS_GB / 3600
    return load.prices["sfn.express.request"].bill(load.requests) + load.prices["sfn.express.gb_hour"].bill(hours)


def messages(load: Load, queued: Floats, evented: Floats) -> Iterator[Line]:
    """Queue messages or events, one for each step."""
    hops = load.requests * load.steps
    yield priced(load, "queue requests", np.where(queued, hops * QUEUE_REQUESTS, 0.0), "sqs.request")
    yield priced(load, "events", np.where(evented, hops, 0.0), "eventbridge.event")


def between_services(load: Load) -> Iterator[Line]:
    """Steps between services: a queue takes the place of a workflow service, and data crosses zones."""
    managed = load.is_("orchestration", "queue", "step_functions_standard", "step_functions_express", "durable_functions")
    yield from messages(load, managed, load.is_("orchestration", "events"))
    crossing = load.requests * load.number("data_between_steps_mb") / 1000 * load.number("cross_zone_share") * 2
    yield priced(load, "data between zones", crossing, "egress.inter_az", assumed=True)


def objects(load: Load, kept: Floats) -> Iterator[Line]:
    """Requests to shared storage; `kept` is the share that remains."""
    written = load.requests * load.number("objects_per_request") * kept
    yield priced(load, "storage writes", written, "s3.put")
    yield priced(load, "storage reads", written * load.number("reads_per_object"), "s3.get")


def egress(load: Load, price: str = "egress.internet") -> Iterator[Line]:
    """Data sent to users."""
    yield priced(load, "data out", load.number("egress_gb_month"), price)


def nat(load: Load, needed: Floats) -> Iterator[Line]:
    """NAT gateways, one for each copy, where the network is private."""
    gateways = np.where(needed, 1 + load.copies, 0.0)
    yield hourly(load, "NAT gateway", gateways, "nat.hour")
    data = np.where(needed, load.requests * load.number("nat_kb_per_request") / KB_IN_GB, 0.0)
    yield priced(load, "data through NAT", data, "nat.gb", assumed=True)


def logs(load: Load, way: Way, gb: Floats, price: str) -> Iterator[Line]:
    """Logs taken in and kept: a month of them when tuned, years of them where nothing sets a retention."""
    yield priced(load, "logs written", gb, price, assumed=True)
    months = np.ones(load.size) if way.tuned else load.number("kept_months")
    yield priced(load, "logs kept", gb * months, "cw.logs.storage", assumed=True)


def network_files(load: Load) -> Iterator[Line]:
    """Files that functions or tasks reach over the network: EFS where they are shared or large, S3 otherwise."""
    shared = load.flag("shared_files")
    size = load.number("working_set_gb")
    yield priced(load, "network file storage", np.where(shared, size, 0.0), "efs.standard.gb_month")
    moved = load.number("storage_throughput_mb_s") * SECONDS / 1000 * load.number("busy_storage_share")
    yield priced(load, "network file reads", np.where(shared, moved, 0.0), "efs.elastic.read_gb", assumed=True)
    yield priced(load, "object storage", np.where(shared, 0.0, size), "s3.standard.gb_month")


def volumes(load: Load, machines: Floats) -> Iterator[Line]:
    """Disks of machines: the working set once, and the operations and throughput above what is free."""
    yield priced(load, "disks", load.number("working_set_gb") + machines * 20, "ebs.gp3.gb_month", assumed=True)
    extra = np.maximum(load.number("storage_iops") - FREE_IOPS, 0.0)
    yield priced(load, "disk operations", extra, "ebs.gp3.iops_month")
    fast = np.maximum(load.number("storage_throughput_mb_s") - FREE_MB_S, 0.0)
    yield priced(load, "disk throughput", fast, "ebs.gp3.throughput_month")


def monitoring(load: Load, factor: Floats) -> Line:
    """The monitoring bill that was stated (or is plausible), times what the variant changes of its driver."""
    usd = load.number("observability_usd_month") * factor
    return Line("monitoring", factor, "of today's", usd, "", assumed=True)
