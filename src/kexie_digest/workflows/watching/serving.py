"""Which queues workers serve, and who does the rest.

Takes the store and heartbeats, gives words for ``doctor`` and ``/readyz``. It changes nothing.
"""

from kexie_digest.model.job import Queue
from kexie_digest.store import Transaction, jobs
from kexie_digest.store.watching import heartbeats
from kexie_digest.workflows import processes
from kexie_digest.workflows.watching import beats

#: What a queue's jobs are, as an administrator says it.
_WORK = {Queue.COLLECT: "收稿", Queue.PARSE: "读稿", Queue.RENDER: "出刊", Queue.DELIVER: "发信"}


def look(tx: Transaction) -> tuple[bool, str, str] | None:
    """Say whether everything to be done is somebody's.

    Args:
        tx: The unit of work.

    Returns:
        Whether it is, what to say, and the next step; None without workers: the scheduler, or a
        person's run, does everything then.
    """
    working = [one for one in jobs.list_working(tx) if processes.is_alive(one.process)]
    if not working:
        return None
    known = heartbeats.list_all(tx)
    if set(known) == set(beats.silent_names(known, tx.now)):
        said = f"有 {len(working)} 个 worker，却没有定时程序给它们派活 (workers, but no scheduler)"
        return False, said, "请在一台机器上运行 kexie-digest schedule 或 serve。"
    unserved = [queue for queue in Queue if all(queue not in one.queues for one in working)]
    if not unserved:
        return True, f"{len(working)} 个，各种活都有人做 (every queue is served)", ""
    named = "、".join(f"{_WORK[queue]} {queue.value}" for queue in unserved)
    said = f"{len(working)} 个，都不做{named}，由定时程序代做 (the scheduler does what nobody serves)"
    return True, said, f"嫌慢就再开一个：kexie-digest worker --queues {','.join(unserved)}"
