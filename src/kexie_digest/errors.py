"""The error tree: one class per stage, every error explains itself.

Takes nothing, gives the exceptions the whole program raises. It does not log,
translate for the web or decide about retries: workflows catch per item, record
the failure on the Run and go on.
"""

import inspect


class KexieDigestError(Exception):
    """处理失败 (something went wrong)."""

    #: Stable word that tests, the desk and scripts rely on.
    code = "failed"
    #: Chinese sentence with the next step, shown to editors.
    advice = ""
    #: Whether trying the same thing again is pointless.
    permanent = False

    def __init__(
        self,
        message: str = "",
        *,
        subject: str = "",
        code: str = "",
        permanent: bool | None = None,
        advice: str = "",
    ) -> None:
        """Make an error about one thing.

        Args:
            message: What happened, Chinese first; default: the class docstring.
            subject: The thing it happened to (file, address, key).
            code: Stable word; default: the class's own.
            permanent: Whether a retry is pointless; default: the class's own.
            advice: The next step for an editor, in Chinese; default: the class's own.
        """
        self.message = message or inspect.cleandoc(type(self).__doc__ or "").splitlines()[0]
        self.subject = subject
        self.code = code or type(self).code
        self.permanent = type(self).permanent if permanent is None else permanent
        self.advice = advice or type(self).advice
        super().__init__(self.message)

    def __str__(self) -> str:
        parts = [self.message, self.subject, str(self.__cause__) if self.__cause__ else ""]
        return ": ".join(part for part in parts if part)


class ConfigError(KexieDigestError):
    """配置有误 (the configuration is not valid)."""

    code = "config_error"
    permanent = True

    def __init__(  # noqa: PLR0913 - the base's five and the place in the file
        self,
        message: str = "",
        *,
        file: str = "",
        line: int = 0,
        column: int = 0,
        subject: str = "",
        code: str = "",
        advice: str = "",
    ) -> None:
        """Make an error about one place in a configuration file.

        Args:
            message: What is wrong and what was expected.
            file: The file's path.
            line: 1-based line; 0 when the whole file is meant.
            column: 1-based column; 0 when the whole line is meant.
            subject: The setting's dotted name.
            code: Stable word.
            advice: The next step, in Chinese.
        """
        self.file, self.line, self.column = file, line, column
        place = ":".join(str(part) for part in (file, line, column) if part)
        super().__init__(message, subject=subject, code=code, advice=advice)
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {super().__str__()}" if self.place else super().__str__()


class SourceError(KexieDigestError):
    """来源读取失败 (a source could not be read)."""

    code = "source_failed"


class ExtractError(KexieDigestError):
    """文件无法读取 (no text could be taken from a document)."""

    code = "unreadable"
    permanent = True


class ParseError(KexieDigestError):
    """版面无法识别 (the page could not be read into articles)."""

    code = "no_article"
    permanent = True


class RenderError(KexieDigestError):
    """成品生成失败 (an output could not be rendered)."""

    code = "render_failed"


class DeliveryError(KexieDigestError):
    """邮件投递失败 (a message was not delivered)."""

    code = "delivery_failed"

    def __init__(
        self,
        message: str = "",
        *,
        recipient: str = "",
        code: str = "",
        permanent: bool | None = None,
        advice: str = "",
    ) -> None:
        """Make an error about one recipient's message.

        Args:
            message: What happened.
            recipient: The address; becomes the subject.
            code: Stable word.
            permanent: Whether a retry is pointless.
            advice: The next step, in Chinese.
        """
        super().__init__(message, subject=recipient, code=code, permanent=permanent, advice=advice)
        self.recipient = recipient


class StoreError(KexieDigestError):
    """数据库操作失败 (the store refused an operation)."""

    code = "store_failed"


class NotFound(StoreError):  # noqa: N818 - reads as a statement at the place it is caught
    """没有找到 (no such row)."""

    code = "not_found"
    permanent = True


class Conflict(StoreError):  # noqa: N818 - as above
    """与别处的改动冲突 (somebody else changed it first)."""

    code = "conflict"
    advice = "请刷新后再试。"
