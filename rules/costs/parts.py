"""Lines that several variants share: the way in, the network, storage."""

from collections.abc import Callable, Iterator
from functools import partial, wraps
from typing import Concatenate, ParamSpec

import numpy as np

from rules.columns import Bools, Floats
from rules.costs.lines import HOURS, SECONDS, Line, Part, Section, added
from rules.costs.load import KB_IN_GB, Load, once
from rules.costs.way import Way

LCU_CONNECTIONS = 25.0
"""New connections a second that one load balancer capacity unit covers (AWS)."""
LCU_GB, LCU_GB_OF_FUNCTIONS = 1.0, 0.4
"""GB an hour that it covers, and those that functions behind it send (AWS)."""
BALANCER_ADDRESSES = 2.0
"""Public addresses of a load balancer: one in each of its zones, which are two at least (AWS)."""
QUEUE_REQUESTS = 3.0
"""Requests for each message: send, receive and delete."""
EXPRESS_GB = 64 / 1024
"""Memory at which an Express workflow is billed at least."""
FREE_IOPS, FREE_MB_S = 3000.0, 125.0
"""What a gp3 volume does without extra charge (AWS)."""
MACHINE_DISK_GB = 20.0
"""Disk that each machine has for its own system, beside the working set; an assumption."""
BECOME_QUEUES = ("queue", "step_functions_standard", "step_functions_express", "durable_functions")
"""What passes work on today and would be a queue between services."""

Asked = ParamSpec("Asked")


def shared(make: Callable[Concatenate[Load, Asked], Iterator[Part]]) -> Callable[Concatenate[Load, Asked], Section]:
    """Add up what the bills of several variants have in common, once for each load."""

    @once
    def total(load: Load, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Floats:
        return added(make(load, *args, **kwargs))

    @wraps(make)
    def section(load: Load, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Section:
        return Section(total(load, *args, **kwargs), partial(make, load, *args, **kwargs))

    return section


def priced(load: Load, item: str, amount: Floats, price: str, *, assumed: bool = False, per: float = 1.0) -> Line:
    """Make a line of a price and an amount.

    Args:
        load: the work; its prices are those of the day and the region.
        item: what is paid for.
        amount: how much of it, one number for each world.
        price: the id of the price, in USD for each unit.
        assumed: whether an assumption without a source shapes the amount.
        per: units a month that each of the amount makes, such as the hours of something that runs all month.
    """
    day_price = load.prices[price]
    unit = day_price.unit.removeprefix("USD/")
    return Line(item, amount, unit, day_price.rate(amount, per), price, assumed, per=per)


def hourly(load: Load, item: str, count: Floats, price: str, *, assumed: bool = False) -> Line:
    """Make a line of so many things that run all month at an hourly price; arguments as for `priced`."""
    return priced(load, item, count, price, assumed=assumed, per=HOURS)


@shared
def load_balancer(load: Load, gb_an_hour: float = LCU_GB, assumed: bool = False) -> Iterator[Line]:
    """One load balancer for each copy, where requests come over HTTP: at most each on a connection of its own.

    Args:
        load: the work.
        gb_an_hour: what a capacity unit covers.
        assumed: whether it hangs on an assumption that it stands there at all.
    """
    balancers = (1 + load.copies) * load.web
    yield hourly(load, "load balancer", balancers, "alb.hour", assumed=assumed)
    yield hourly(load, "load balancer addresses", balancers * BALANCER_ADDRESSES, "ipv4.hour", assumed=assumed)
    connections = load.number("requests_per_second") / LCU_CONNECTIONS
    units = np.maximum(connections, load.number("egress_gb_month") / HOURS / gb_an_hour) * load.web
    yield hourly(load, "load balancer traffic", units, "alb.lcu_hour", assumed=True)


@shared
def gateway(load: Load, way: Way) -> Iterator[Part]:
    """The API gateway before functions: as it stands REST or HTTP, tuned the cheaper of HTTP API and load balancer."""
    calls = load.over_http
    if not way.tuned:
        rest = load.number("rest_api_share")
        yield priced(load, "REST API requests", calls * rest, "apigw.rest", assumed=True)
        yield priced(load, "HTTP API requests", calls * (1 - rest), "apigw.http", assumed=True)
        return
    sockets = bool(load.has("triggers", "socket").any())
    api = priced(load, "HTTP API requests", calls, "apigw.http", assumed=sockets)
    yield Section.cheapest(api, load_balancer(load, LCU_GB_OF_FUNCTIONS, sockets))


@shared
def workflow(load: Load, way: Way) -> Iterator[Line]:
    """What passes work between functions; only a workflow service bills transitions."""
    moved = _moves_to_express(load) if way.tuned else np.zeros(load.size, dtype=bool)
    standard = load.is_("orchestration", "step_functions_standard") & ~moved
    express = load.is_("orchestration", "step_functions_express") | moved
    yield priced(load, "workflow transitions", load.transitions * standard, "sfn.standard.transition")
    yield priced(load, "Express executions", load.requests * express, "sfn.express.request")
    yield priced(load, "Express duration", _express_hours(load) * express, "sfn.express.gb_hour")
    durable = load.is_("orchestration", "durable_functions")
    yield priced(load, "durable operations", load.transitions * durable, "lambda.durable.operation")
    queued = load.is_("orchestration", "queue")
    yield from messages(load, queued, load.is_("orchestration", "events"))
    yield _incoming(load, ~queued)


def _moves_to_express(load: Load) -> Bools:
    """Tell where a Standard workflow would be cheaper as an Express one, and never runs too long for it."""
    standard = load.is_("orchestration", "step_functions_standard")
    if not standard.any():
        return standard
    limit = load.prices["limit.sfn.express_minutes"].usd
    express_usd = load.prices["sfn.express.request"].bill(load.requests)
    express_usd = express_usd + load.prices["sfn.express.gb_hour"].bill(_express_hours(load))
    cheaper = express_usd < load.prices["sfn.standard.transition"].bill(load.transitions)
    return standard & cheaper & (np.maximum(load.seconds / 60, load.number("longest_job_minutes")) < limit)


def _express_hours(load: Load) -> Floats:
    """GB-hours of Express executions."""
    return load.requests * load.seconds * (EXPRESS_GB / 3600)


def messages(load: Load, queued: Bools, evented: Bools) -> Iterator[Line]:
    """Queue messages or events, one for each step."""
    yield _queue(load, "queue requests", load.transitions * queued)
    yield priced(load, "events", load.transitions * evented, "eventbridge.event")


def _queue(load: Load, item: str, sent: Floats) -> Line:
    calls = sent * QUEUE_REQUESTS / load.number("queue_batch")
    return priced(load, item, calls, "sqs.request", assumed=True)


@shared
def incoming_to_one(load: Load) -> Iterator[Line]:
    """The queue that work waits in before one process takes it, which passes nothing on."""
    yield _incoming(load, np.ones(load.size, dtype=bool))


def _incoming(load: Load, apart: Bools) -> Line:
    """Messages of the queue that starts the work, where they are not among those of its steps."""
    return _queue(load, "incoming queue requests", load.requests * load.has("triggers", "queue") * apart)


@shared
def between_services(load: Load) -> Iterator[Line]:
    """Steps between services: a queue takes the place of a workflow service, and what is called directly crosses zones.

    What a queue or an event announces waits in regional storage, which every zone reaches for nothing.
    """
    queued = load.is_("orchestration", *BECOME_QUEUES)
    yield from messages(load, queued, load.is_("orchestration", "events"))
    yield _incoming(load, ~queued)
    called = load.is_("orchestration", "own_code") & (load.steps >= 2)
    handed_gb = load.requests * called * load.number("data_between_steps_mb") / 1000
    crossing = handed_gb * load.number("cross_zone_share") * 2
    yield priced(load, "data between zones", crossing, "egress.inter_az", assumed=True)


@shared
def objects(load: Load, merged: bool) -> Iterator[Line]:
    """Requests to shared storage; in one process (merged) those that only hand work over are gone."""
    written = load.requests * load.number("objects_per_request") * (1 - load.handed_over if merged else 1.0)
    yield priced(load, "storage writes", written, "s3.put", assumed=merged)
    yield priced(load, "storage reads", written * load.number("reads_per_object"), "s3.get", assumed=merged)


@once
def egress(load: Load, price: str = "egress.internet") -> Line:
    """Data sent to users."""
    return priced(load, "data out", load.number("egress_gb_month"), price)


@shared
def nat(load: Load) -> Iterator[Line]:
    """NAT gateways, one for each copy, where the network is private."""
    needed = load.flag("private_network")
    gateways = (1 + load.copies) * needed
    yield hourly(load, "NAT gateway", gateways, "nat.hour")
    yield hourly(load, "NAT gateway addresses", gateways, "ipv4.hour")
    data = load.requests * load.number("nat_kb_per_request") / KB_IN_GB
    yield priced(load, "data through NAT", data * needed, "nat.gb", assumed=True)


def public_addresses(load: Load, count: Floats) -> Line:
    """Addresses of tasks or machines, their way out where the network is not private.

    They cost no more than the NAT gateways that would take their place.
    """
    gateways = (1 + load.copies) * (load.prices["nat.hour"].usd / load.prices["ipv4.hour"].usd + 1)
    needed = np.minimum(count, gateways) * ~load.flag("private_network")
    return hourly(load, "public addresses", needed, "ipv4.hour", assumed=True)


@shared
def network_files(load: Load) -> Iterator[Part]:
    """Files that functions or tasks reach over the network: EFS where they are shared, S3 otherwise."""
    shared = load.flag("shared_files")
    yield _shared_files(load, False)
    yield priced(load, "object storage", load.number("working_set_gb") * ~shared, "s3.standard.gb_month")


@shared
def _shared_files(load: Load, on_machines: bool) -> Iterator[Line]:
    """Files on EFS: those that are shared, by functions or tasks in any case, by machines where several stand ready."""
    shared = _apart(load) if on_machines else load.flag("shared_files")
    yield priced(load, "network file storage", load.number("working_set_gb") * shared, "efs.standard.gb_month")
    moved = load.number("storage_throughput_mb_s") * SECONDS / 1000 * load.number("busy_storage_share") * shared
    written = moved * load.number("written_share")
    yield priced(load, "network file reads", moved - written, "efs.elastic.read_gb", assumed=True)
    yield priced(load, "network file writes", written, "efs.elastic.write_gb", assumed=True)


def _apart(load: Load) -> Bools:
    """Tell where files are shared by several machines, and thus lie on none of their disks."""
    return load.flag("shared_files") & (load.redundancy > 1)


def volumes(load: Load, machines: Floats) -> Iterator[Part]:
    """Disks of machines, and their speed: the working set lies on each that must stand ready, or on the network."""
    held = load.number("working_set_gb") * load.redundancy * ~_apart(load)
    yield priced(load, "disks", held + machines * MACHINE_DISK_GB, "ebs.gp3.gb_month", assumed=True)
    yield _disk_speed(load)
    yield _shared_files(load, True)


@shared
def _disk_speed(load: Load) -> Iterator[Line]:
    """Price operations and throughput above what is free."""
    own = ~_apart(load)
    extra = np.maximum(load.number("storage_iops") - FREE_IOPS, 0.0) * own
    yield priced(load, "disk operations", extra, "ebs.gp3.iops_month")
    fast = np.maximum(load.number("storage_throughput_mb_s") - FREE_MB_S, 0.0) * own
    yield priced(load, "disk throughput", fast, "ebs.gp3.throughput_month")
